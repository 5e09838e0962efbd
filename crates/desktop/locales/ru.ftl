password-for-session = До закрытия Kabinet пароль помнится, потом будет спрошен снова.
reminder-title = Скоро списание
changes-title = Что изменилось
closing-quits = В этой системе нет места для значка, поэтому закрытие окна завершит Kabinet, и напоминаний не будет.
preferences-lost = Настройки вида не прочитались, взяты обычные. Данные и пароль не затронуты.
report-name = Отчёт Kabinet.txt
